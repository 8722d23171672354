"""The desk for programs: tokens that act for an officer, ``/api/v1``, and notices to addresses that subscribed."""
