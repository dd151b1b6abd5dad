package dev.switchboard.adapter.in.web.channel;

/// Bodies for the API description: the original's own.
final class ChannelExamples {

    static final String CHANNEL =
            """
            {
              "channel_id": "slack-sim",
              "channel_name": "Slack Simulated Channel",
              "channel_description": "Sends to Slack",
              "channel_tags": ["slack", "test"],
              "channel_metadata": {
                "endpoint_url": "http://localhost:5001/incoming"
              }
            }
            """;
    static final String CREATED =
            """
            {"success": true, "data": {"message": "Channel created", \
            "id": "665f1c2ab7e4d83f90aa1b2c", \
            "signing_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}
            """;
    static final String SHOWN =
            """
            {"success": true, "data": {"channel_id": "slack-sim", \
            "channel_name": "Slack Simulated Channel", "channel_description": "Sends to Slack", \
            "channel_metadata": {"endpoint_url": "http://localhost:5001/incoming"}, \
            "channel_tags": ["slack", "test"]}}
            """;
    static final String CHANGE =
            """
            {"channel_description": "Updated"}
            """;
    static final String UPDATED =
            """
            {"success": true, "data": {"message": "Channel updated"}}
            """;
    static final String DELETED =
            """
            {"success": true, "data": {"message": "Channel deleted"}}
            """;
    static final String FILTER =
            """
            {"channel_tags": {"$in": ["slack"]}}
            """;
    static final String FOUND =
            """
            {"success": true, "data": [{"channel_id": "slack-sim", \
            "channel_name": "Slack Simulated Channel", "channel_description": "Sends to Slack", \
            "channel_metadata": {"endpoint_url": "http://localhost:5001/incoming"}, \
            "channel_tags": ["slack", "test"]}]}
            """;
    static final String NOT_FOUND =
            """
            {"success": false, "error": "No document found"}
            """;
    static final String EXISTS =
            """
            {"success": false, "error": "Channel slack-sim already exists"}
            """;
    static final String CHANGED_MEANWHILE =
            """
            {"success": false, "error": "Channel slack-sim was changed meanwhile"}
            """;
    static final String ROTATION =
            """
            {"previous_expires_in_seconds": 86400, "force": false}
            """;
    static final String STATUS =
            """
            {"status": "disabled", "reason": "maintenance"}
            """;
    static final String REDRIVE =
            """
            {"before": "2025-05-27T21:10:00Z", "include_refused": false}
            """;

    private ChannelExamples() {}
}
