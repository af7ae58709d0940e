"""A trust's own PowerPoint file: its looks are kept, and one that means harm is named."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.enum.shapes import PP_PLACEHOLDER

from generator.documents.deck import Picture
from generator.writers import pptx
from generator.writers.office import slide_checks
from generator.writers.slides.template import NOT_SAVED_BY_POWERPOINT
from tests.examples import examples
