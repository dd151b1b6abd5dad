package dev.switchboard.application.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchHealth.Part;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthNewsTest {

    private static final Part WELL = new Part("store", State.UP, Seed.NOW, "");
    private static final Part AWAY = new Part("store", State.DOWN, Seed.NOW.plusSeconds(9), "gone");

    private final List<Part> parts = new ArrayList<>(List.of(WELL));
    private final List<List<Part>> told = new ArrayList<>();
    private final HealthNews news =
            new HealthNews(
                    new WatchHealth() {
                        @Override
                        public Part store() {
                            return parts.getFirst();
                        }

                        @Override
                        public List<Part> parts() {
                            return parts;
                        }
                    });

    @Test
    void tellsAtOnceAndThenEachChangeOnce() {
        news.look();

        news.watch(told::add);
        news.look();
        parts.set(0, AWAY);
        news.look();
        news.look();

        assertThat(told).containsExactly(List.of(WELL), List.of(AWAY));
    }

    @Test
    void tellsNothingBeforeTheFirstLook() {
        news.watch(told::add);
        assertThat(told).isEmpty();

        news.look();

        assertThat(told).containsExactly(List.of(WELL));
    }

    @Test
    void tellsNobodyWhoLeft() {
        news.watch(told::add).run();

        news.look();

        assertThat(told).isEmpty();
    }

    @Test
    void isAsBadAsItsWorstPart() {
        Part bot = new Part("bot", State.DEGRADED, Seed.NOW, "");
        Part desk = new Part("desk:main", State.OFF, Seed.NOW, "not configured");

        assertThat(State.worst(List.of(WELL, desk))).isEqualTo(State.UP);
        assertThat(State.worst(List.of(WELL, bot, desk))).isEqualTo(State.DEGRADED);
        assertThat(State.worst(List.of(bot, AWAY, desk))).isEqualTo(State.DOWN);
    }
}
