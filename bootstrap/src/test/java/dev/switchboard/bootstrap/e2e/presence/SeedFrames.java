package dev.switchboard.bootstrap.e2e.presence;

/// The example frames and bodies in the document of the original system, unchanged. All of them are
/// of organisation 12345.
final class SeedFrames {

    static final String ORG = "12345";
    static final long USER = 67890;
    static final String REQUEST = "550e8400-e29b-41d4-a716-446655440000";

    static final String AUTH =
            """
            {
              "type": "auth",
              "accessToken": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJuYXR0ZXJib3hPcmdJZCI6IjEyMzQ1IiwibmF0dGVyYm94VXNlcklkIjoiNjc4OTAifQ.signature",
              "client": {
                "name": "CTI 2.0",
                "version": "2.5.1"
              }
            }
            """;

    static final String START =
            """
            {
              "type": "WEBSOCKET_START",
              "endpoint": "wss://realtime.natterbox.com/v1/events",
              "accessToken": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
              "uiTheme": "Theme4d",
              "isFreedomWeb": false
            }
            """;

    static final String START_MESSAGES =
            """
            {
              "type": "WEBSOCKET_START",
              "endpoint": "wss://messages.natterbox.com/v1/subscribe",
              "accessToken": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
              "uiTheme": "Theme4d",
              "isFreedomWeb": true,
              "clientRequestId": "550e8400-e29b-41d4-a716-446655440000",
              "users": "org:12345:user:67890"
            }
            """;

    static final String SUBSCRIBE =
            """
            {
              "type": "subscribe",
              "path": "/org/12345/user/67890/presence"
            }
            """;

    static final String USER_SUBSCRIBE =
            """
            {
              "type": "WEBSOCKET_USER_SUBSCRIBE",
              "orgId": "12345",
              "userId": 67890
            }
            """;

    static final String GROUP_SUBSCRIBE =
            """
            {
              "type": "WEBSOCKET_GROUP_SUBSCRIBE",
              "orgId": "12345",
              "groupId": 100
            }
            """;

    static final String GROUP_UNSUBSCRIBE =
            """
            {
              "type": "WEBSOCKET_GROUP_UNSUBSCRIBE",
              "orgId": "12345",
              "groupId": 100
            }
            """;

    static final String SUBSCRIBE_UNREAD =
            """
            {
              "request": "subscribe",
              "clientRequestId": "550e8400-e29b-41d4-a716-446655440000",
              "data": {
                "users": [
                  "org:12345:user:67890",
                  "org:12345:user:67891"
                ]
              }
            }
            """;

    static final String ACTIVE_CALL =
            """
            {
              "userId": 67890,
              "presence": "ANSWERED",
              "logicalDirection": "Inbound",
              "callChannelUUID": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
              "availability": "On Call",
              "availabilityStateId": 3,
              "availabilityProfileId": 1
            }
            """;

    static final String AVAILABLE =
            """
            {
              "userId": 67890,
              "presence": "",
              "logicalDirection": "",
              "callChannelUUID": "",
              "availability": "Available",
              "availabilityStateId": 1,
              "availabilityProfileId": 1
            }
            """;

    static final String RINGING =
            """
            {
              "userId": 67890,
              "presence": "RINGING",
              "logicalDirection": "Outbound",
              "callChannelUUID": "b2c3d4e5-f6a7-8901-bcde-f23456789012",
              "availability": "Available",
              "availabilityStateId": 1,
              "availabilityProfileId": 1
            }
            """;

    private SeedFrames() {}

    /// The frame with a valid token instead of the document's.
    static String with(String token, String frame) {
        return frame.replaceFirst("eyJ[^\"]+", token);
    }
}
