package dev.switchboard.adapter.in.web.yalo;

/// Examples for the API description.
final class YaloExamples {

    static final String CONNECT =
            """
            {
              "userID": "5217331175599",
              "botSlug": "acme-bot",
              "botId": "521554578545",
              "name": "Ann Example",
              "provider": "whatsapp",
              "email": "ann@example.com",
              "phoneNumber": "5217331175599",
              "extraData": {"source_flow_bot": "SFB001"}
            }
            """;
    static final String WHATSAPP =
            """
            {
              "id": "ABGHUhVXNzUALwIQ",
              "from": "5217331175599",
              "timestamp": "1632367928574",
              "type": "text",
              "text": {"body": "Hola"}
            }
            """;

    private YaloExamples() {}
}
