package dev.switchboard.bootstrap.e2e.browser;

import tools.jackson.databind.JsonNode;

/// The console's own modules, for what no key of a test leads to.
final class Modules {

    private static final String LOAD =
            """
            const main = document.querySelector('script[type=module]').src;
            const load = (module) => import(main.replace('main.js', module));
            """;

    private static final String USUAL =
            """
            const [{ desk }, { changed, drawNow }, { goTo }, { session }, { speak }] =
                await Promise.all(['desk/desk.js', 'core/page.js', 'core/route.js', 'core/session.js', 'core/words.js'].map(load));
            """;

    private Modules() {}

    /// @param script may `load` modules by their paths
    /// @return what the script returns
    static JsonNode ask(ConsolePage page, String script) {
        return page.tab().run("(async () => {" + LOAD + script + "})()");
    }

    /// Does this with what the usual modules export, and draws what came of it.
    static void use(ConsolePage page, String script) {
        ask(page, USUAL + script + ";drawNow(); return 0;");
        page.awaitDrawn();
    }

    static void speak(ConsolePage page, String language) {
        use(page, "await speak('" + language + "')");
    }

    /// @param place what stands behind `/console/` in its address
    static void go(ConsolePage page, String place) {
        use(page, "goTo('/console/" + place + "')");
    }
}
