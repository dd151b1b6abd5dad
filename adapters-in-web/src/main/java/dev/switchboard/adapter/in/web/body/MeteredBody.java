package dev.switchboard.adapter.in.web.body;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.RequestWatch;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.IntSupplier;
import org.springframework.http.HttpHeaders;

/// The body of one request, which fills its [BodyBudget.Share] while it is read. Its limit is
/// determined at the first byte, when route and caller are known.
final class MeteredBody extends BlockingBody {

    private static final int MAX_DISCARDED = 8 * 1024 * 1024;

    /// The target of dropped bytes. All requests write into it, and none reads it.
    private static final byte[] NOWHERE = new byte[8 * 1024];

    private final HttpServletRequest request;
    private final BodyBudget.Share share;
    private final IntSupplier larger;
    private final long announced;
    private boolean begun;
    private boolean finished;
    private long most;
    private long came;

    /// @param larger the limit of the route's bodies if it is above the default, else 0
    MeteredBody(HttpServletRequest request, BodyBudget.Share share, IntSupplier larger) {
        this.request = request;
        this.share = share;
        this.larger = larger;
        this.announced = request.getContentLengthLong();
        this.finished = announced <= 0 && !isChunked();
    }

    private boolean isChunked() {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (finished) {
            return -1;
        }
        begin();
        int read = readOn(target, offset, length);
        if (read > 0) {
            share.take(read);
        }
        if (came > most) {
            throw tooLarge();
        }
        return read;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            Proof proof = Proof.of(request);
            if (proof != Proof.GIVEN) {
                share.countForStrangers();
            }
            most = Math.max(proof.most(), larger.getAsInt());
            if (announced > most) {
                throw tooLarge();
            }
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(Problem.of(ProblemCode.PAYLOAD_TOO_LARGE));
    }

    private int readOn(byte[] target, int offset, int length) throws IOException {
        ServletInputStream source = request.getInputStream();
        if (source.available() == 0 && !source.isFinished()) {
            share.beginWaiting();
        }
        int read = source.read(target, offset, length);
        came += Math.max(0, read);
        if (read < 0 || came == announced) {
            finished = true;
            share.endWaiting();
        }
        return read;
    }

    /// Marks the body as a form with a file, which the server reads.
    void acceptForm() {
        if (!begun) {
            begun = true;
            most = larger.getAsInt();
            if (announced > most) {
                throw tooLarge();
            }
            share.countAsFile(announced < 0 ? most : announced);
        }
    }

    /// Sends the response, then drains the rest of an unused body. A connection that is closed
    /// while its caller is still sending would lose the response, and one with half a request in it
    /// cannot be reused.
    void hearOut(HttpServletResponse response) {
        boolean waitsToBeTold = !begun && request.getHeader(HttpHeaders.EXPECT) != null;
        if (finished
                || waitsToBeTold
                || response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
            return;
        }
        try {
            response.flushBuffer();
            if (!begun && Proof.of(request) != Proof.GIVEN) {
                share.countForStrangers();
            }
            long before = came;
            while (!finished && came - before < MAX_DISCARDED) {
                readOn(NOWHERE, 0, NOWHERE.length);
            }
        } catch (IOException | ProblemException _) {
            // the caller is gone, or too many are like it: the response was sent
        }
    }

    @Override
    public int available() throws IOException {
        return finished ? 0 : request.getInputStream().available();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    /// The caller's proof before its body is read, and the body limit that it permits.
    enum Proof {
        NONE(64 * 1024),
        /// The body itself is the proof, by a signature over all its bytes.
        CLAIMED(1024 * 1024),
        GIVEN(1024 * 1024);

        private final int most;

        Proof(int most) {
            this.most = most;
        }

        int most() {
            return most;
        }

        static Proof of(HttpServletRequest request) {
            return request.getAttribute(Proof.class.getName()) instanceof Proof shown
                    ? shown
                    : RequestWatch.callerOf(request) == null ? NONE : GIVEN;
        }

        void showFor(HttpServletRequest request) {
            request.setAttribute(Proof.class.getName(), this);
        }
    }
}
