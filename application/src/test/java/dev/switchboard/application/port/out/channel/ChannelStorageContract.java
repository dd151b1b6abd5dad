package dev.switchboard.application.port.out.channel;

import static dev.switchboard.application.port.out.channel.RegistryContract.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.channel.ChannelRegistry.Insertion;
import dev.switchboard.application.port.out.channel.ChannelRegistry.Replacement;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.ChannelStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Channels are written by one writer at a time.
public interface ChannelStorageContract extends RegistryContract {
    @Test
    default void keepsAChannelAsItIs() {
        assertThat(registry().insert(Seed.channel())).isEqualTo(Insertion.DONE);

        assertThat(registry().find(Seed.CHANNEL)).contains(Seed.channel());
    }

    @Test
    default void findsNothingUnknown() {
        registry().insert(Seed.channel());

        assertThat(registry().find(new ChannelId("slack"))).isEmpty();
        assertThat(registry().find(new ChannelId("Slack-sim"))).isEmpty();
    }

    @Test
    default void keepsTheFirstChannelOfAnId() {
        registry().insert(Seed.channel());

        Channel second = Seed.channel().withStatus(new ChannelStatus.Disabled("mine"));

        assertThat(registry().insert(second)).isEqualTo(Insertion.EXISTS);
        assertThat(registry().find(Seed.CHANNEL)).contains(Seed.channel());
    }

    @Test
    default void insertsOneOfManyParallelChannelsOfAnId() {
        List<Insertion> results = InParallel.results(8, _ -> registry().insert(Seed.channel()));

        assertThat(results).containsOnlyOnce(Insertion.DONE);
        assertThat(ids(ChannelFilter.ALL)).containsExactly("slack-sim");
    }

    @Test
    default void replacesAChannelOfTheExpectedRevision() {
        registry().insert(Seed.channel());
        Channel changed = Seed.channel().withStatus(new ChannelStatus.Disabled("holidays"));

        assertThat(registry().replace(changed, 1)).isEqualTo(Replacement.DONE);

        assertThat(registry().find(Seed.CHANNEL)).contains(changed);
    }

    @Test
    default void replacesNoChannelOfAnotherRevision() {
        registry().insert(Seed.channel());
        Channel first = Seed.channel().withStatus(new ChannelStatus.Disabled("first"));
        registry().replace(first, 1);

        Channel late = Seed.channel().withStatus(new ChannelStatus.Disabled("late"));

        assertThat(registry().replace(late, 1)).isEqualTo(Replacement.CHANGED);
        assertThat(registry().find(Seed.CHANNEL)).contains(first);
    }

    @Test
    default void replacesNothingUnknown() {
        assertThat(registry().replace(Seed.channel(), 1)).isEqualTo(Replacement.ABSENT);

        assertThat(registry().find(Seed.CHANNEL)).isEmpty();
    }

    @Test
    default void letsOneOfManyParallelReplacementsThrough() {
        registry().insert(Seed.channel());

        List<Replacement> results =
                InParallel.results(
                        8,
                        i -> {
                            ChannelStatus status = new ChannelStatus.Disabled("by " + i);
                            return registry().replace(Seed.channel().withStatus(status), 1);
                        });

        assertThat(results).containsOnlyOnce(Replacement.DONE);
        assertThat(results).filteredOn(Replacement.CHANGED::equals).hasSize(7);
    }

    @Test
    default void removesAChannelOfTheExpectedRevision() {
        registry().insert(Seed.channel());

        assertThat(registry().remove(Seed.CHANNEL, 2)).isEqualTo(Replacement.CHANGED);
        assertThat(registry().find(Seed.CHANNEL)).isPresent();

        assertThat(registry().remove(Seed.CHANNEL, 1)).isEqualTo(Replacement.DONE);
        assertThat(registry().find(Seed.CHANNEL)).isEmpty();
        assertThat(registry().remove(Seed.CHANNEL, 1)).isEqualTo(Replacement.ABSENT);
    }

    @Test
    default void takesARemovedIdAnew() {
        registry().insert(Seed.channel());
        registry().remove(Seed.CHANNEL, 1);

        assertThat(registry().insert(Seed.channel())).isEqualTo(Insertion.DONE);
    }

    @Test
    default void seesChangedMetadataInQueries() {
        Channel before = insert("a", Seed.profile());
        ChannelProfile seed = Seed.profile();
        Channel after =
                before.describe(new ChannelProfile("New", "", seed.metadata(), List.of("new")));
        registry().replace(after, before.revision());

        assertThat(ids(RegistryContract.equal("channel_tags", text("new")))).containsExactly("a");
        assertThat(ids(RegistryContract.equal("channel_tags", text("slack")))).isEmpty();
    }
}
