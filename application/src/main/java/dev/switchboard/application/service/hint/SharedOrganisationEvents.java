package dev.switchboard.application.service.hint;

import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.presence.OrgId;
import java.util.Set;
import java.util.function.Consumer;

/// The changes of organisations at hubs that share their partitions. A hint only says that there is
/// one: hubs that show the organisation ask its owner which.
final class SharedOrganisationEvents implements OrganisationEvents {

    private final HintTopics topics;

    SharedOrganisationEvents(HintTopics topics) {
        this.topics = topics;
    }

    private record Follower(Consumer<OrgId> listener) implements HintTopics.Follower {

        @Override
        public void heard(Hint.Topical hint, boolean goesOn) {
            inDoubt(hint.subject());
        }

        @Override
        public void inDoubt(PartitionKey subject) {
            if (subject instanceof OrgId org) {
                listener.accept(org);
            }
        }
    }

    @Override
    public void changed(OrgId org) {
        topics.publish(source -> new Hint.Changed(source, org));
    }

    @Override
    public void listen(Consumer<OrgId> listener) {
        topics.add(new Follower(listener));
    }

    @Override
    public void follow(OrgId org) {
        topics.follow(org);
    }

    @Override
    public void retain(Set<OrgId> orgs) {
        topics.leave(subject -> subject instanceof OrgId org && !orgs.contains(org));
    }

    @Override
    public boolean isWhole() {
        return topics.isWhole();
    }
}
