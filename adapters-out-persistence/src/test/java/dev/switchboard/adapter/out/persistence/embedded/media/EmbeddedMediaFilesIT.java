package dev.switchboard.adapter.out.persistence.embedded.media;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.MEDIA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.media.MediaFilesContract;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import org.junit.jupiter.api.Test;

class EmbeddedMediaFilesIT extends EngineCase implements MediaFilesContract {

    @Override
    public MediaFiles files() {
        return new EmbeddedMediaFiles(engine());
    }

    @Test
    void leaveNothingOfWhatTheyForget() {
        files().keep(MediaFilesContract.file(FIRST, 700_000, Seed.NOW), new byte[700_000]);
        assertThat(records()).isEqualTo(5);

        files().purge(Seed.NOW.plusSeconds(1));

        assertThat(records()).isZero();
    }

    @Test
    void areTheDefaultTenantsIfTheyAreOlderThanTenants() {
        byte[] record =
                new ByteWriter(64)
                        .octet(1)
                        .text(FIRST.value())
                        .text("a.png")
                        .text("image/png")
                        .number(1)
                        .instant(Seed.NOW)
                        .toBytes();
        engine().write(batch -> {
            batch.put(MEDIA, new ByteWriter(64).octet(1).keyText(FIRST.value()).toBytes(), record);
            return FIRST;
        });

        assertThat(files().find(FIRST))
                .contains(
                        new MediaFile(FIRST, "a.png", "image/png", 1, Seed.NOW, TenantId.DEFAULT));
    }

    private int records() {
        return engine().read(view -> {
            int count = 0;
            byte[] last = ByteWriter.behind(new byte[] {9});
            try (Scan scan = view.scan(MEDIA, new byte[] {0}, last)) {
                while (scan.next()) {
                    count++;
                }
            }
            return count;
        });
    }
}
