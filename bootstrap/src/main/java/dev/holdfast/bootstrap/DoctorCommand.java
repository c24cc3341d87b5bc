package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.command.DoctorOptions;
import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.doctor.Doctor;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Has the doctor look, and prints what was found. */
final class DoctorCommand {
  private final PrintWriter out;

  DoctorCommand(PrintWriter out) {
    this.out = out;
  }

  int run(DoctorOptions options) {
    var diagnosis = new Doctor(options).run();
    if (options.json()) {
      var object =
          new JsonObject()
              .put("url", options.url().toString())
              .put("healthy", diagnosis.isHealthy())
              .put("findings", diagnosis.findings().json());
      out.println(new String(Json.write(object), StandardCharsets.UTF_8));
    } else {
      diagnosis.findings().lines().forEach(out::println);
    }
    out.flush();
    if (!diagnosis.reached()) return ExitCode.TRY_LATER;
    return diagnosis.isHealthy() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
