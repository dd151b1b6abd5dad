package dev.switchboard.adapter.in.web.canned;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.canned.CannedRepliesController.Listing;
import dev.switchboard.adapter.in.web.json.CsvLine;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/// Writes lists of canned replies as the table that can be imported again.
final class ReplyTableConverter extends AbstractHttpMessageConverter<Listing> {

    ReplyTableConverter() {
        super(UTF_8, MediaType.parseMediaType(CsvLine.TYPE));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Listing.class;
    }

    @Override
    protected boolean canRead(@Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Listing readInternal(Class<? extends Listing> type, HttpInputMessage message) {
        throw new UnsupportedOperationException("writes only");
    }

    @Override
    protected void writeInternal(Listing listing, HttpOutputMessage message) throws IOException {
        message.getBody().write(ReplyTable.write(listing.items()).getBytes(UTF_8));
    }
}
