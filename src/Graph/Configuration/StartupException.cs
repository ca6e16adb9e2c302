namespace Graph.Configuration;

/// <summary>The graph cannot start as it is configured. Lists every problem, so that one start shows them all.</summary>
internal class StartupException(IReadOnlyList<string> problems)
    : Exception($"The graph cannot start; {problems.Count} problem(s):{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", problems)}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
