"""Users of the License Manager."""
