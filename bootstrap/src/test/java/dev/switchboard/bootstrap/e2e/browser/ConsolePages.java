package dev.switchboard.bootstrap.e2e.browser;

import java.util.ArrayList;
import java.util.List;

/// The console pages that one test has open.
final class ConsolePages {

    private final List<ConsolePage> open = new ArrayList<>();

    /// Takes a tab that shows the console.
    ConsolePage shown(Tab tab) {
        ConsolePage page = new ConsolePage(tab);
        page.watch();
        tab.resize(1440, 900);
        open.add(page);
        return page;
    }

    /// Signs out of all pages.
    ///
    /// @return their errors, and what their policy forbade
    List<String> leave() {
        List<String> wrong = new ArrayList<>();
        for (ConsolePage page : open) {
            wrong.addAll(page.tab().errors());
            wrong.addAll(page.forbidden());
            page.signOut();
        }
        open.clear();
        return wrong;
    }
}
