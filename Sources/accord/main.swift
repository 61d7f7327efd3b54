import SourceText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The executable: arguments, surroundings and output. All that is worth testing without a process
// is in the modules below.

holdStandardDescriptors()
let standardOutput = OutputStream(1)
let standardError = OutputStream(2)

let arguments: CommandLineArguments
do throws(CommandLineArguments.UsageError) {
  arguments = try CommandLineArguments.parse(Array(CommandLine.arguments.dropFirst()))
} catch {
  standardError.write("accord: \(error.message)\naccord --help lists what there is\n")
  standardError.flush()
  exit(2)
}

let session = Session(arguments, standardOutput, standardError)
let status = session.run()
standardOutput.flush()
standardError.flush()
// Everything is written; unwinding and freeing what the system frees anyway would cost time.
_exit(status)
