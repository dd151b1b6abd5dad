package dev.switchboard.application.port.out.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.out.cluster.HubRegistry.Sighting;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.delivery.TargetBulletin;
import dev.switchboard.domain.delivery.TargetChange;
import dev.switchboard.domain.delivery.TargetChange.Kind;
import org.junit.jupiter.api.Test;

/// The contract of [HubRegistry].
public interface HubRegistryContract {

    HubProtocol NEWER = new HubProtocol(1, 2);
    Hub ONE =
            new Hub(
                    new HubId("one"),
                    "host-1",
                    "http://host-1:8000",
                    "1.2.3",
                    HubProtocol.CURRENT,
                    "k/n/:8000",
                    "http://host-1:8002");
    Hub OTHER =
            new Hub(new HubId("other"), "host-2", "http://host-2:8000", "1.2.4", NEWER, null, null);

    /// The same registry throughout a test, empty when it began.
    HubRegistry registry();

    @Test
    default void knowsNobodyAtFirst() {
        assertThat(registry().hubs()).isEmpty();
        assertThat(registry().beat(ONE.id(), TargetBulletin.NONE)).isFalse();
    }

    @Test
    default void showsEachHubWithItsBeats() {
        registry().register(ONE);
        registry().register(OTHER);

        assertThat(registry().beat(OTHER.id(), TargetBulletin.NONE)).isTrue();
        assertThat(registry().beat(OTHER.id(), TargetBulletin.NONE)).isTrue();

        assertThat(registry().hubs())
                .containsExactlyInAnyOrder(
                        new Sighting(
                                ONE, HubRegistry.FIRST_BEAT, false, false, TargetBulletin.NONE),
                        new Sighting(
                                OTHER,
                                HubRegistry.FIRST_BEAT + 2,
                                false,
                                false,
                                TargetBulletin.NONE));
    }

    @Test
    default void showsTheBulletinOfTheLastBeat() {
        TargetBulletin first =
                TargetBulletin.NONE.with(
                        new TargetChange(new Target(Target.Kind.CHANNEL, "a"), Kind.MOVED));
        TargetBulletin second =
                first.with(new TargetChange(new Target(Target.Kind.CHANNEL, "b"), Kind.REMOVED));
        registry().register(ONE);
        registry().beat(ONE.id(), first);

        registry().beat(ONE.id(), second);
        registry().leave(ONE.id());

        assertThat(registry().hubs())
                .singleElement()
                .satisfies(each -> assertThat(each.bulletin()).isEqualTo(second));
    }

    @Test
    default void letsNobodyBeatAfterItsDeath() {
        registry().register(ONE);

        assertThat(registry().declareDead(ONE.id(), HubRegistry.FIRST_BEAT)).isTrue();

        assertThat(registry().beat(ONE.id(), TargetBulletin.NONE)).isFalse();
        assertThat(registry().hubs())
                .containsExactly(
                        new Sighting(
                                ONE, HubRegistry.FIRST_BEAT, true, false, TargetBulletin.NONE));
    }

    @Test
    default void declaresNobodyDeadWhoHasBeatenSince() {
        registry().register(ONE);
        registry().beat(ONE.id(), TargetBulletin.NONE);

        assertThat(registry().declareDead(ONE.id(), HubRegistry.FIRST_BEAT)).isFalse();

        assertThat(registry().beat(ONE.id(), TargetBulletin.NONE)).isTrue();
    }

    @Test
    default void tellsEverybodyThatTheDeadAreDead() {
        registry().register(ONE);
        registry().declareDead(ONE.id(), HubRegistry.FIRST_BEAT);

        assertThat(registry().declareDead(ONE.id(), HubRegistry.FIRST_BEAT)).isTrue();
    }

    @Test
    default void decidesBetweenBeatsAndADeathOnce() {
        registry().register(ONE);

        var results =
                InParallel.results(
                        16,
                        i ->
                                i % 2 == 0
                                        ? registry().beat(ONE.id(), TargetBulletin.NONE)
                                        : registry().declareDead(ONE.id(), HubRegistry.FIRST_BEAT));

        boolean dead = registry().hubs().getFirst().dead();
        assertThat(registry().beat(ONE.id(), TargetBulletin.NONE)).isEqualTo(!dead);
        assertThat(results).contains(true);
    }

    @Test
    default void declaresOneDeadWhoWasNeverThere() {
        assertThat(registry().declareDead(ONE.id(), 0)).isTrue();
        assertThat(registry().declareDead(ONE.id(), 0)).isTrue();

        assertThat(registry().beat(ONE.id(), TargetBulletin.NONE)).isFalse();
        assertThat(registry().hubs()).allMatch(Sighting::dead).hasSize(1);
    }

    @Test
    default void doesNotTakeARegisteredOneForOneWhoWasNeverThere() {
        registry().register(ONE);

        assertThat(registry().declareDead(ONE.id(), 0)).isFalse();

        assertThat(registry().beat(ONE.id(), TargetBulletin.NONE)).isTrue();
    }

    @Test
    default void knowsTheDeadByAnyBeatOfTheirs() {
        assertThat(registry().declareDead(ONE.id(), 7)).isFalse();

        registry().declareDead(ONE.id(), 0);

        assertThat(registry().declareDead(ONE.id(), 7)).isTrue();
    }

    @Test
    default void showsThatAHubIsAboutToEndAndForgetsItsSocket() {
        registry().register(ONE);

        registry().leave(ONE.id());
        registry().leave(OTHER.id());

        assertThat(registry().beat(ONE.id(), TargetBulletin.NONE)).isTrue();
        assertThat(registry().hubs())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.leaving()).isTrue();
                    assertThat(each.dead()).isFalse();
                    assertThat(each.hub().socket()).isNull();
                    assertThat(each.hub().address()).isEqualTo(ONE.address());
                });
    }

    @Test
    default void removesAHub() {
        registry().register(ONE);

        registry().remove(ONE.id());
        registry().remove(OTHER.id());

        assertThat(registry().hubs()).isEmpty();
        assertThat(registry().beat(ONE.id(), TargetBulletin.NONE)).isFalse();
    }
}
