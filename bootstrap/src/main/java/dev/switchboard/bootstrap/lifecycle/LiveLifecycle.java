package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.figures.FigureModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.live.LiveModule;
import dev.switchboard.application.service.live.LiveSettings;
import dev.switchboard.application.service.notice.NoticeBoard;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.domain.cluster.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.SmartLifecycle;

/// Continues the live side's pending work while the hub runs, and removes sessions of clients that
/// do not return.
final class LiveLifecycle implements SmartLifecycle {

    /// By then, chats that an earlier process had just begun count as abandoned.
    private static final Duration ORPHANS = Duration.ofSeconds(12);

    private static final Duration MEMORY = Duration.ofSeconds(5);

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Schedule schedule;
    private final LiveModule live;
    private final HandoffModule handoffs;
    private final ConsoleModule consoles;
    private final FigureModule figures;
    private final ChatModule chats;
    private final NoticeBoard notices;
    private final Tidying tidying;
    private volatile boolean running;

    LiveLifecycle(
            Schedule schedule,
            LiveModule live,
            HandoffModule handoffs,
            ConsoleModule consoles,
            FigureModule figures,
            ChatModule chats,
            NoticeBoard notices,
            Tidying tidying) {
        this.schedule = schedule;
        this.live = live;
        this.handoffs = handoffs;
        this.consoles = consoles;
        this.figures = figures;
        this.chats = chats;
        this.notices = notices;
        this.tidying = tidying;
    }

    /// Removes expired data.
    record Tidying(
            ClientSessions sessions,
            Claims claims,
            MediaFiles media,
            LiveSettings settings,
            HubSettings hub,
            Clock clock,
            Instant startedAt) {

        /// The longest absence of the hub that clients are given on top of their own.
        private static final Duration LONGEST_STOP = Duration.ofDays(7);

        void run() {
            Instant now = clock.instant();
            sessions.purge(oldestSession(now));
            claims.purge(now.minus(hub.retention()));
            media.purge(now.minus(hub.retention()));
        }

        /// No client could return while the hub was down, so sessions wait longer until the hub has
        /// run for as long as a session waits. The bound serves a hub that is restarted daily.
        private Instant oldestSession(Instant now) {
            Instant oldest = now.minus(settings.recoveryWindow());
            return startedAt.isBefore(oldest) ? oldest : oldest.minus(LONGEST_STOP);
        }
    }

    @Override
    public void start() {
        running = true;
        schedule.every(tidying.hub().sweep(), handoffs::sweep);
        schedule.every(tidying.hub().sweep(), consoles::sweep);
        schedule.once(ORPHANS, chats::sweep);
        schedule.every(tidying.hub().sweep(), chats::sweep);
        schedule.every(tidying.hub().sweep(), live::sweep);
        schedule.every(live.renewsClaimsEvery(), live::renewClaims);
        schedule.every(live.renewsSessionsEvery(), live::renewSessions);
        schedule.every(MEMORY, live::relieveMemory);
        schedule.job(Job.UNFETCHED, EVERY, live::parkUnfetched);
        schedule.job(Job.DRAFTS, EVERY, consoles::forgetOldDrafts);
        schedule.once(Duration.ZERO, notices::look);
        schedule.every(NoticeBoard.LOOKS_EVERY, notices::look);
        schedule.job(Job.PURGE, EVERY, notices::forget);
        schedule.job(Job.FIGURES, EVERY, figures::forgetOldSteps);
        schedule.job(Job.SESSIONS, EVERY, tidying::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
