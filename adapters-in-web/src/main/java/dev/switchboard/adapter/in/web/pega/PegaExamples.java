package dev.switchboard.adapter.in.web.pega;

/// Examples for the API description.
final class PegaExamples {

    static final String TEXT =
            """
            {
              "type": "text",
              "customer_id": "C-1",
              "message_id": "b4a1",
              "author": "bot",
              "text": ["Hello Ann, how can I help you?"]
            }
            """;
    static final String MENU =
            """
            {
              "type": "menu",
              "customer_id": "C-1",
              "message_id": "b4a2",
              "title": "What is it about?",
              "items": [{"text": "My order", "payload": "order"}, {"text": "My bill", "payload": "bill"}]
            }
            """;
    static final String LINK =
            """
            {
              "type": "link_button",
              "customer_id": "C-1",
              "message_id": "b4a3",
              "title": "Your order",
              "label": "Open",
              "url": "https://shop.example/orders/42"
            }
            """;
    static final String AGENT =
            """
            {
              "type": "text",
              "customer_id": "C-1",
              "message_id": "b4a4",
              "csr_name": "Anna",
              "text": ["Hello, this is Anna."],
              "attachments": [{"url": "https://files.example/1.pdf", \
            "content_type": "application/pdf", "file_name": "1.pdf", "size": 1024}]
            }
            """;
    static final String END =
            """
            {"type": "csr_end_session", "customer_id": "C-1"}
            """;
    static final String CONNECTIONS =
            """
            {
              "connections": [
                {
                  "name": "default",
                  "connectionId": "b7c1",
                  "configured": true,
                  "state": "UP",
                  "queued": 0,
                  "parked": 2,
                  "lastSuccessAt": "2026-01-31T12:00:00Z",
                  "lastFailure": {"at": "2026-01-31T11:58:20Z", "status": 422}
                }
              ]
            }
            """;

    private PegaExamples() {}
}
