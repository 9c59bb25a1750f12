"""The charts: each is one pure function of a dataset that gives a `chart.Chart`. None knows a partner, topic, theme or pillar by name."""
from analysis.publish.charts.change import change
from analysis.publish.charts.instruments import instruments
from analysis.publish.charts.intersections import intersections
from analysis.publish.charts.mentions import first_mentions
from analysis.publish.charts.network import network
from analysis.publish.charts.pairs import pairs
from analysis.publish.charts.profile import profile
from analysis.publish.charts.sheet import sheet
from analysis.publish.charts.timeline import timeline
from analysis.publish.charts.verdicts import verdicts

__all__ = ["change", "first_mentions", "instruments", "intersections", "network", "pairs", "profile", "sheet", "timeline", "verdicts"]
