package dev.switchboard.application.port.out.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [Goals].
public interface GoalsContract {

    TenantId ELEKTRA = new TenantId("elektra");
    QueueId SALES = new QueueId("sales.eu");
    Duration MINUTE = Duration.ofMinutes(1);

    Goals goals();

    private static QueueGoals of(TenantId tenant, QueueId queue, long version) {
        Duration longer = MINUTE.plusSeconds(version);
        return new QueueGoals(tenant, queue, version, MINUTE, longer, longer.plusSeconds(1));
    }

    @Test
    default void areNoneWhereNoneWereSaved() {
        assertThat(goals().of(ELEKTRA, SALES)).isEqualTo(QueueGoals.none(ELEKTRA, SALES));
    }

    @Test
    default void areKeptAsTheyAre() {
        QueueGoals both = of(TenantId.DEFAULT, SALES, 1);
        QueueGoals neither = new QueueGoals(TenantId.DEFAULT, QueueId.DEFAULT, 1, null, null, null);

        assertThat(goals().save(both)).isTrue();
        assertThat(goals().save(neither)).isTrue();

        assertThat(goals().of(TenantId.DEFAULT, SALES)).isEqualTo(both);
        assertThat(goals().of(TenantId.DEFAULT, QueueId.DEFAULT)).isEqualTo(neither);
        assertThat(goals().of(ELEKTRA, SALES).version()).isZero();
    }

    @Test
    default void replaceTheVersionBeforeAlone() {
        assertThat(goals().save(of(ELEKTRA, SALES, 2))).isFalse();
        assertThat(goals().save(of(ELEKTRA, SALES, 1))).isTrue();

        assertThat(goals().save(of(ELEKTRA, SALES, 1))).isFalse();
        assertThat(goals().save(of(ELEKTRA, SALES, 3))).isFalse();
        assertThat(goals().save(of(ELEKTRA, SALES, 2))).isTrue();
        assertThat(goals().of(ELEKTRA, SALES)).isEqualTo(of(ELEKTRA, SALES, 2));
    }

    @Test
    default void ofOneOfManyAreSaved() {
        for (long version = 1; version <= 5; version++) {
            QueueGoals next = of(ELEKTRA, SALES, version);

            List<Boolean> saved = InParallel.results(4, _ -> goals().save(next));

            assertThat(saved).filteredOn(Boolean.TRUE::equals).hasSize(1);
        }
    }
}
