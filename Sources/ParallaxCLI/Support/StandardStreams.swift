import Foundation

/// Fills the places of standard streams that the caller closed.
///
/// The next file opened would take the number of a closed stream: a model being written would then receive
/// the messages meant for standard error. A stand-in is opened the wrong way round, so that reading from a
/// closed standard input and writing to a closed standard output still fail, and are told.
func occupyClosedStreams() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
    _ = open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_WRONLY)
  }
}
