"""elo-botti: who was proposed to coordinate a piece of the Finnish lifelong-guidance strategy, and with which tasks."""
