package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The shared base of tests of the console at a hub of the pool: one browser, in which nothing may
/// be tried that the page's own policy forbids.
///
/// `-Dswitchboard.picture=…` names a directory for pictures of it.
@ExtendWith(LiveHubPool.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConsoleStory {

    static final String HOSTILE = "<img src=x onerror=alert(1)>";

    final LiveHub hub;
    final ConsolePages pages = new ConsolePages();
    Chromium chromium;

    ConsoleStory(LiveHub hub) {
        this.hub = hub;
    }

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        chromium = Chromium.startIn(directory);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingWasForbidden() {
        assertThat(pages.leave()).isEmpty();
    }

    /// A page of the console whose user has just signed in.
    final ConsolePage visit(String address, String name, String password) {
        ConsolePage page =
                pages.shown(chromium.open(hub.process().url().resolve("/console" + address)));
        page.signIn(name, password);
        return page;
    }

    /// The console of somebody new.
    final ConsolePage somebody(String roles) {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, roles);
        ConsolePage page = visit("", name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    /// The console of the hub's admin.
    final ConsolePage admin(String address) {
        return visit(address, "admin", LiveHub.ADMIN_PASSWORD);
    }

    /// The hub's admin, who works by keys alone at a screen of the hub's area. The sign-in page has
    /// a heading and fields of the same names, too, so that is not what is waited for.
    final Hands adminAt(String screen) {
        ConsolePage page = admin("/hub/" + screen);
        page.awaitThere("main .screen");
        return new Hands(page);
    }
}
