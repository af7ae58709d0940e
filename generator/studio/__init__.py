"""From bytes to bytes: a planner's workbook opened, brought up to date, merged, and converted."""
