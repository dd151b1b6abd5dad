package dev.switchboard.simulators.netomi;

/// What the platform can be asked for.
enum Endpoint {
    PROCESS_MESSAGE,
    GENERATE_TOKEN,
    REFRESH_TOKEN
}
