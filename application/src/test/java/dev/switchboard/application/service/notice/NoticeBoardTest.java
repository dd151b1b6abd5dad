package dev.switchboard.application.service.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.fakes.InMemoryNotices;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.in.notice.KeepNotices;
import dev.switchboard.application.port.in.notice.KeepNotices.Publication;
import dev.switchboard.application.port.in.notice.NoticeListener;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.notice.AdminNotice;
import dev.switchboard.domain.notice.AdminNotice.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeBoardTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private final Outage outage = new Outage();
    private final InMemoryNotices store = new InMemoryNotices(outage);
    private final NoticeBoard board = new NoticeBoard(store, clock);

    /// The board of another hub.
    private final NoticeBoard other = new NoticeBoard(store, clock);

    private AdminNotice notice(String id, String text) {
        return new AdminNotice(
                id, Level.INFO, text, clock.instant().plus(HOUR), "root", clock.instant(), false);
    }

    private Console console(NoticeBoard of) {
        Console console = new Console();
        of.watch(console);
        return console;
    }

    /// Records what a console is told.
    private static final class Console implements NoticeListener {

        private final List<String> told = new ArrayList<>();

        @Override
        public void said(AdminNotice notice) {
            told.add(notice.text());
        }

        @Override
        public void over(String id) {
            told.add("no " + id);
        }
    }

    @Test
    void tellsConsolesAtOnceAndOthersWhenTheyConnect() {
        Console early = console(board);

        board.publish(notice("1", "The bot is down"));
        Console late = console(board);

        assertThat(early.told).containsExactly("The bot is down");
        assertThat(late.told).containsExactly("The bot is down");
    }

    @Test
    void tellsConsolesOfAnotherHubAtItsNextLook() {
        Console there = console(other);

        board.publish(notice("1", "The bot is down"));
        assertThat(there.told).isEmpty();
        other.look();
        other.look();
        board.withdraw("1");
        other.look();

        assertThat(there.told).containsExactly("The bot is down", "no 1");
    }

    @Test
    void tellsNobodyWhoLeft() {
        Console console = new Console();
        board.watch(console).run();

        board.publish(notice("1", "The bot is down"));

        assertThat(console.told).isEmpty();
    }

    @Test
    void endsANoticeByItself() {
        Console console = console(board);
        board.publish(notice("1", "The bot is down"));

        clock.advance(HOUR);
        board.look();

        assertThat(console.told).containsExactly("The bot is down", "no 1");
        assertThat(board.standing()).isEmpty();
        assertThat(board.withdraw("1")).isFalse();
    }

    @Test
    void showsTheOldestFirst() {
        board.publish(notice("2", "First"));
        clock.advance(Duration.ofSeconds(1));
        board.publish(notice("1", "Second"));

        assertThat(board.standing())
                .extracting(AdminNotice::text)
                .containsExactly("First", "Second");
        assertThat(console(board).told).containsExactly("First", "Second");
    }

    @Test
    void saysOnceWhatIsRepeated() {
        Console console = console(board);
        AdminNotice notice = notice("1", "The bot is down");
        board.publish(notice);

        clock.advance(Duration.ofSeconds(1));
        AdminNotice repeat =
                new AdminNotice(
                        "1",
                        Level.INFO,
                        "The bot is down",
                        notice.until(),
                        "root",
                        clock.instant(),
                        false);

        assertThat(board.publish(repeat)).isEqualTo(new Publication.Done(notice));
        assertThat(board.publish(notice("1", "The desk is down")))
                .isEqualTo(new Publication.KeyReused());
        assertThat(console.told).containsExactly("The bot is down");
    }

    @Test
    void saysNothingAgainThatWasWithdrawn() {
        AdminNotice notice = notice("1", "The bot is down");
        board.publish(notice);
        board.withdraw("1");
        board.forget();

        assertThat(board.publish(notice)).isEqualTo(new Publication.Done(notice.withdraw()));

        assertThat(board.standing()).isEmpty();
    }

    @Test
    void withdrawsOnce() {
        board.publish(notice("1", "The bot is down"));

        assertThat(board.withdraw("1")).isTrue();
        assertThat(board.withdraw("1")).isFalse();
        assertThat(board.withdraw("2")).isFalse();
    }

    @Test
    void refusesMoreThanMayStand() {
        for (int i = 1; i <= KeepNotices.MOST; i++) {
            assertThat(board.publish(notice("n" + i, "One of many")))
                    .isInstanceOf(Publication.Done.class);
        }

        assertThat(board.publish(notice("more", "One too many")))
                .isEqualTo(new Publication.TooMany());
        assertThat(board.publish(notice("n1", "One of many"))).isInstanceOf(Publication.Done.class);
        board.withdraw("n1");
        assertThat(board.publish(notice("more", "One too many")))
                .isInstanceOf(Publication.Done.class);
    }

    @Test
    void keepsWhatConsolesSeeWhileTheStoreIsAway() {
        board.publish(notice("1", "The bot is down"));
        outage.begin();

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(board::look);

        assertThat(console(board).told).containsExactly("The bot is down");
    }

    @Test
    void forgetsWhatIsOver() {
        board.publish(notice("1", "The bot is down"));
        board.publish(notice("2", "The desk is down"));
        board.withdraw("2");

        board.forget();
        assertThat(store.find("2")).isPresent();
        clock.advance(HOUR);
        board.forget();

        assertThat(store.find("1")).isEmpty();
        assertThat(store.find("2")).isEmpty();
    }
}
