package dev.switchboard.simulators.netomi;

/// The platform's endpoints.
enum Endpoint {
    PROCESS_MESSAGE,
    GENERATE_TOKEN,
    REFRESH_TOKEN
}
