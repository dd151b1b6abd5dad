package dev.switchboard.application.service.media;

import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.in.media.ServeMedia;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.media.MediaSignatures;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.application.service.node.Node;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Files of users and of agents.
public final class MediaModule {

    private final MediaFiles files;
    private final MediaLinks links;

    /// @param publicUrl our address, without a final slash; asked at each use
    /// @param isPublic whether an operator said it
    public MediaModule(
            MediaFiles files,
            MediaSignatures signatures,
            Supplier<URI> publicUrl,
            boolean isPublic,
            Clock clock) {
        this.files = files;
        this.links = new MediaLinks(files, signatures, publicUrl, isPublic, clock);
    }

    public LinkMedia links() {
        return links;
    }

    /// Apart from the links, because upstreams need those.
    ///
    /// @param shortOfRoom whether the store has too little room for new files
    public ServeMedia serve(Node node, List<Upstream> upstreams, BooleanSupplier shortOfRoom) {
        return new Media(
                files,
                links,
                node.store().history(),
                Upstream.byOrigin(upstreams, MediaModule::ofUsers),
                node.ids(),
                node.clock(),
                shortOfRoom);
    }

    private static @Nullable UserFiles ofUsers(Upstream upstream) {
        Upstream.Chats chats = upstream.chats();
        return chats == null ? null : chats.files();
    }
}
