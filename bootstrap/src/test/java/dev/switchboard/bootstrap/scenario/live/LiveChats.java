package dev.switchboard.bootstrap.scenario.live;

import dev.switchboard.application.port.in.chat.ConnectUsers;
import dev.switchboard.application.port.in.chat.HearUsers;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.Notice;
import dev.switchboard.application.service.chat.ChatReader;
import dev.switchboard.application.service.chat.ChatRecord;
import dev.switchboard.application.service.chat.ChatSteps;
import dev.switchboard.application.service.chat.ChatUpkeep;
import dev.switchboard.application.service.chat.Connecting;
import dev.switchboard.application.service.chat.Hearing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// What serves users of a bot outside in a run of the hub. Their conversations begin with `plat:`.
final class LiveChats {

    static final String ORIGIN = "plat";
    static final ChatRules RULES =
            new ChatRules(
                    Duration.ofHours(2),
                    Duration.ofHours(24),
                    Duration.ofSeconds(4),
                    Set.of("menu"),
                    Map.of(Notice.WAIT_AGENT, "Please wait.", Notice.TRANSFERRED, "Someone else."));

    final ConnectUsers connect;
    final HearUsers hear;
    final ChatReader read;
    final ChatUpkeep upkeep;

    LiveChats(LiveWorld world, LiveRelay core, LiveAgents agents) {
        ChatRecord record =
                new ChatRecord(core.relay, Map.of(ORIGIN, RULES), world.ids, world.clock);
        ChatSteps steps =
                new ChatSteps(
                        world.chats,
                        agents.asking,
                        record,
                        core.relay,
                        world.store.backlog(),
                        core.timer,
                        core.workers,
                        world.clock);
        connect =
                new Connecting(
                        world.chats,
                        steps,
                        record,
                        agents.asking,
                        core.relay,
                        world.ids,
                        world.clock);
        read =
                new ChatReader(
                        world.chats,
                        world.store.conversations(),
                        world.store.history(),
                        world.clock);
        hear =
                new Hearing(
                        world.chats,
                        steps,
                        record,
                        agents.book,
                        core.relay,
                        read,
                        world.ids,
                        world.clock);
        upkeep =
                new ChatUpkeep(
                        world.chats,
                        steps,
                        record,
                        world.handoffs,
                        world.store.conversations(),
                        core.relay,
                        core.workers,
                        world.clock);
        agents.steps.listen(upkeep::stepped);
    }
}
