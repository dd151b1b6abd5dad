package dev.switchboard.bootstrap.e2e.browser;

/// The line of a console's page that a test cuts and mends. Its page has `lines`, all that it
/// opened, and `sent`, what it said on them; it hears nothing that fits `deafTo`, and gets what it
/// hears when a test takes it out of `later`. While the tab is `expired`, its log-in is over.
final class BrokenLine {

    private static final String LINE =
            """
            addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);
            window.lines = [];
            window.sent = [];
            window.deafTo = null;
            window.later = null;
            const Line = WebSocket;
            window.WebSocket = class extends Line {
                constructor(address) {
                    super(sessionStorage.cut ? String(address).replace('socket.io', 'nowhere') : address);
                    lines.push(this);
                }
                send(text) {
                    sent.push(text);
                    super.send(text);
                }
                addEventListener(name, hear) {
                    super.addEventListener(name, (event) => {
                        if (name === 'message' && later) {
                            later.push(() => hear(event));
                        } else if (name !== 'message' || !deafTo?.test(event.data)) {
                            hear(event);
                        }
                    });
                }
            };
            window.fetch = new Proxy(fetch, {
                apply: (ask, _, [path, init]) =>
                    String(path).endsWith('/session/token') && sessionStorage.expired ? Promise.resolve(new Response('', { status: 401 })) : ask(path, init),
            });
            """;

    private BrokenLine() {}

    /// Loads the page anew with a line that can be cut.
    static void prepare(ConsolePage page) {
        page.tab().before(LINE);
        page.tab().reload();
    }

    /// Cuts it; it stays so after a reload, before which the browser does not ask.
    static void cut(ConsolePage page) {
        page.tab().run("sessionStorage.cut = 1; lines.forEach((line) => line.close())");
    }

    static void mend(ConsolePage page) {
        page.tab().run("delete sessionStorage.cut; dispatchEvent(new Event('online'))");
    }
}
