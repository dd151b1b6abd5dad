package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.media.ServeMedia;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Takes one file after the other, of at most 2 MiB. The signature `good` opens [#there].
public final class FakeMedia implements ServeMedia {

    public static final MediaId FILE = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");
    private static final int MOST = 2 * 1024 * 1024;

    /// The result of opening a file.
    public Opened there = new Opened.NotFound();

    /// Whose that is.
    private TenantId owner = TenantId.DEFAULT;

    /// The last stored file.
    public byte[] kept = {};

    public void reset() {
        there = new Opened.NotFound();
        owner = TenantId.DEFAULT;
        kept = new byte[0];
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Kept keep(TenantId tenant, String name, String mimeType, byte[] bytes) {
        kept = bytes;
        owner = tenant;
        if (bytes.length == 0) {
            return new Kept.Empty();
        }
        if (mimeType.startsWith("text/html")) {
            return new Kept.Active();
        }
        there = new Opened.Here(name, mimeType, ByteBuffer.wrap(bytes));
        return new Kept.Done(new MediaFile(FILE, name, mimeType, bytes.length, Seed.NOW, tenant));
    }

    @Override
    public Opened open(MediaId id, @Nullable TenantId tenant) {
        return tenant == null || tenant.equals(owner) ? there : new Opened.NotFound();
    }

    @Override
    public boolean isGood(MediaId id, long expires, String signature) {
        return expires == 1700000000L && signature.equals("good");
    }

    @Override
    public Opened open(MediaId id, long expires, String signature) {
        return isGood(id, expires, signature) ? there : new Opened.Forbidden();
    }
}
