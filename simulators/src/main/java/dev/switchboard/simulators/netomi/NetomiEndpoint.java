package dev.switchboard.simulators.netomi;

/// The platform's endpoints.
enum NetomiEndpoint {
    PROCESS_MESSAGE,
    GENERATE_TOKEN,
    REFRESH_TOKEN
}
