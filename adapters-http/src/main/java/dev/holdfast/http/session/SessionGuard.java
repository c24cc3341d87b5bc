package dev.holdfast.http.session;

import dev.holdfast.domain.config.Environment;
import dev.holdfast.http.Access;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.Guard;
import java.time.InstantSource;

/** Lets those pass who are signed in, and through some doors only those who were so lately. */
public final class SessionGuard implements Guard {
  private final SessionReader reader;
  private final Environment environment;
  private final InstantSource clock;

  public SessionGuard(SessionReader reader, Environment environment, InstantSource clock) {
    this.reader = reader;
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public Admission admit(Exchange exchange, Access access) {
    var found =
        switch (access) {
          case FRESH -> reader.readRenewingIfFresh(exchange);
          case SENSITIVE -> reader.readStrictly(exchange);
          case SESSION, ANYONE -> reader.read(exchange);
        };
    return switch (found) {
      case SessionReader.Found.SignedIn(Caller caller)
          when access == Access.FRESH && !isFresh(caller) ->
          new Admission.Refused(ApiError.SESSION_NOT_FRESH, false);
      case SessionReader.Found.SignedIn(Caller caller) -> new Admission.Admitted(caller);
      case SessionReader.Found.NotSignedIn(boolean gone) ->
          new Admission.Refused(ApiError.UNAUTHORIZED, gone);
      case SessionReader.Found.EndedMeanwhile() ->
          new Admission.Refused(ApiError.FAILED_TO_GET_SESSION, true);
    };
  }

  private boolean isFresh(Caller caller) {
    return caller.session().isFresh(environment.sessions().freshAge(), clock.instant());
  }
}
