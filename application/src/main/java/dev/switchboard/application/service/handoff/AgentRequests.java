package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.RequestAgent;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.Tags;
import java.time.Clock;
import java.util.function.Supplier;

/// Begins handoffs, and ends those whose customer left.
public final class AgentRequests implements RequestAgent {

    private final HandoffCache cache;
    private final Handoffs store;
    private final HandoffSteps steps;
    private final ConversationLocks locks;
    private final HandoffSettings settings;
    private final Ids ids;
    private final Clock clock;

    AgentRequests(
            HandoffCache cache,
            Handoffs store,
            HandoffSteps steps,
            ConversationLocks locks,
            HandoffSettings settings,
            Ids ids,
            Clock clock) {
        this.cache = cache;
        this.store = store;
        this.steps = steps;
        this.locks = locks;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /// Whether this hub has agents of its own.
    public boolean enabled() {
        return settings.enabled();
    }

    @Override
    public Asked ask(AgentRequest request) {
        return locks.withLock(
                request.conversation(),
                () -> {
                    Begun begun = begin(request);
                    begun.finish().run();
                    return begun.asked();
                });
    }

    /// Runs `asking` after the handoff is stored and before it is recorded in the conversation. A
    /// crash in between leaves a handoff without its cause, which is repeated; it never leaves a
    /// cause without a handoff. The caller holds the conversation's lock.
    public <T> T withHandoff(AgentRequest request, Supplier<T> asking) {
        Begun begun = begin(request);
        T result = asking.get();
        begun.finish().run();
        return result;
    }

    private record Begun(Asked asked, Runnable finish) {}

    private Begun begin(AgentRequest request) {
        ConversationId conversation = request.conversation();
        for (; ; ) {
            steps.complete(conversation);
            Live live = cache.live(conversation);
            if (live != null) {
                return new Begun(new Asked.UnderWay(live.id()), () -> {});
            }
            long last = store.find(conversation).map(Handoff::version).orElse(0L);
            HandoffDetails details =
                    new HandoffDetails(
                            new HandoffId("ho_" + ids.objectId()),
                            conversation,
                            cache.tenant(conversation),
                            request.system(),
                            request.answersTo(),
                            request.customer(),
                            request.reason(),
                            clock.instant(),
                            Tags.NONE,
                            Priority.USUAL);
            Handoff begun = Handoff.begin(details, last, settings.firstQueue());
            if (steps.stand(null, last, begun)) {
                return new Begun(new Asked.Begun(begun.id()), () -> steps.finish(begun));
            }
        }
    }

    @Override
    public void leave(ConversationId conversation) {
        steps.complete(conversation);
        Live live = cache.live(conversation);
        while (live != null && !abandoned(live)) {
            live = cache.live(conversation);
        }
    }

    /// False if another step was faster.
    private boolean abandoned(Live live) {
        return steps.take(live, live.abandon(clock.instant())).isPresent();
    }
}
