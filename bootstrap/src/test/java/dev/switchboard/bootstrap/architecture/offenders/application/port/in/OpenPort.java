package dev.switchboard.bootstrap.architecture.offenders.application.port.in;

/// Breaks C1 with a result that anybody may extend, and C6 with six things to ask for.
public interface OpenPort {

    Result one();

    Result two();

    Result three();

    Result four();

    Result five();

    Result six();

    interface Result {}
}
