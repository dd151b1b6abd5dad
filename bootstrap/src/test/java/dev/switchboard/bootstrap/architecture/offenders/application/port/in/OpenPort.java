package dev.switchboard.bootstrap.architecture.offenders.application.port.in;

/// Breaks C1 with a result that anybody may extend, and C6 with six methods.
public interface OpenPort {

    Result one();

    Result two();

    Result three();

    Result four();

    Result five();

    Result six();

    interface Result {}
}
