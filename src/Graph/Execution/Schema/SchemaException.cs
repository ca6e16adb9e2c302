using Graph.Configuration;

namespace Graph.Execution.Schema;

/// <summary>The SDL and the bindings do not fit. Stops the start; lists every problem, so that one start is enough to see them all.</summary>
internal sealed class SchemaException(IReadOnlyList<string> problems) : StartupException(problems);
