"""The charts: each is one pure function of a dataset that gives a `chart.Chart`. None knows a partner, topic, theme or pillar by name."""
from analysis.publish.charts.change import change
from analysis.publish.charts.comparison import comparison
from analysis.publish.charts.depths import depths
from analysis.publish.charts.disagreement import disagreement
from analysis.publish.charts.instruments import instruments
from analysis.publish.charts.intersections import intersections
from analysis.publish.charts.lifeline import lifeline
from analysis.publish.charts.mentions import first_mentions
from analysis.publish.charts.network import network
from analysis.publish.charts.pairs import pairs
from analysis.publish.charts.profile import profile
from analysis.publish.charts.sheet import sheet
from analysis.publish.charts.standing import standing
from analysis.publish.charts.targets import targets
from analysis.publish.charts.timeline import timeline
from analysis.publish.charts.together import together
from analysis.publish.charts.uptake import uptake
from analysis.publish.charts.verdicts import verdicts

__all__ = ["change", "comparison", "depths", "disagreement", "first_mentions", "instruments", "intersections", "lifeline", "network", "pairs", "profile", "sheet",
           "standing", "targets", "timeline", "together", "uptake", "verdicts"]
