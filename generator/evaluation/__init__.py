"""From answers and measurements to results, and what they can and cannot show. Pure."""
