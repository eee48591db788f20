import ArgumentParser
import Parallax

@main
struct ParallaxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "parallax")
}
