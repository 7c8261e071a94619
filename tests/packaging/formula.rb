# Reads a formula of Homebrew without Homebrew: ruby formula.rb FORMULA VERSION. What a formula
# says of itself is noted, and what install would run.
require "pathname"

class Formula
  SAID = Hash.new { |said, name| said[name] = [] }
  RUN = []
  def self.method_missing(name, *words)
    SAID[name] << words
  end

  def self.respond_to_missing?(*)
    true
  end

  def self.test(&block)
    SAID[:test] << block
  end

  def system(*words)
    RUN << words
  end

  %w[prefix bash_completion zsh_completion fish_completion].each do |name|
    define_method(name) { Pathname("/brewed/#{name}") }
  end
end

load ARGV[0]
Lexwave.new.install
missing = [:desc, :homepage, :url, :sha256, :license, :test].reject { |name| Formula::SAID.key?(name) }
abort "it does not say: #{missing.join(", ")}" unless missing.empty?
abort "its address has another version than #{ARGV[1]}" unless Formula::SAID[:url][0][0].include?("-#{ARGV[1]}.tar")
abort "its sum has not 64 digits" unless Formula::SAID[:sha256][0][0].match?(/\A\h{64}\z/)
abort "its description is over 80 characters" if Formula::SAID[:desc][0][0].length > 80
abort "it does not install" unless Formula::RUN.last.include?("install") && Formula::RUN.last.include?("PREFIX=/brewed/prefix")
puts Formula::RUN.map { |words| words.join(" ") }
