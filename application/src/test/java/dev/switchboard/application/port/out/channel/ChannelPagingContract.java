package dev.switchboard.application.port.out.channel;

import static dev.switchboard.application.port.out.channel.RegistryContract.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Channels are listed in order, page by page.
public interface ChannelPagingContract extends RegistryContract {
    @Test
    default void pagesThroughAllChannelsByAscendingId() {
        InParallel.results(250, i -> insert("c" + i, Seed.profile()));

        List<String> all = pages(100);

        assertThat(all).hasSize(250).doesNotHaveDuplicates().isSorted();
        assertThat(registry().query(ChannelFilter.ALL, null, 1001)).hasSize(250);
    }

    @Test
    default void listsChannelsByCodePoint() {
        for (String id : List.of("b", "a", "B", "~", "a.b", "a-b", "a_b", "10", "9")) {
            insert(id, Seed.profile());
        }

        assertThat(pages(1)).containsExactly("10", "9", "B", "a", "a-b", "a.b", "a_b", "b", "~");
    }

    @Test
    default void pagesThroughWhatMatchesOnly() {
        for (int i = 0; i < 30; i++) {
            withTags("c" + (10 + i), i % 3 == 0 ? "third" : "other");
        }
        ChannelFilter third = RegistryContract.equal("channel_tags", text("third"));

        List<Channel> first = registry().query(third, null, 6);
        List<Channel> second = registry().query(third, first.getLast().id(), 6);

        assertThat(first).extracting(c -> c.id().value()).startsWith("c10", "c13").hasSize(6);
        assertThat(second)
                .extracting(c -> c.id().value())
                .containsExactly("c28", "c31", "c34", "c37");
    }

    private List<String> pages(int limit) {
        List<String> all = new ArrayList<>();
        @Nullable ChannelId last = null;
        List<Channel> page = registry().query(ChannelFilter.ALL, last, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            page.forEach(channel -> all.add(channel.id().value()));
            last = page.getLast().id();
            page = registry().query(ChannelFilter.ALL, last, limit);
        }
        return all;
    }
}
