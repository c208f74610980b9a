"""Controls of goods: codes and plain words against the Common High Priority List, MTCR annex, EU and US lists."""
