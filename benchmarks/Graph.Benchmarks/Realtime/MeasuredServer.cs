using System.Globalization;

namespace Graph.Benchmarks.Realtime;

/// <summary>A server under measurement. The one that is called <c>graph</c> is changed by a mutation, others by <c>POST /change</c>.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Address">Where it listens, without a path.</param>
/// <param name="ProcessId">Whose processor time is counted.</param>
internal sealed record MeasuredServer(string Name, Uri Address, int ProcessId)
{
    public bool IsGraph => Name == "graph";

    public static MeasuredServer Parse(string text)
    {
        var (equals, comma) = (text.IndexOf('=', StringComparison.Ordinal), text.LastIndexOf(','));
        return equals > 0 && comma > equals
            ? new MeasuredServer(text[..equals], new Uri(text[(equals + 1)..comma]), int.Parse(text[(comma + 1)..], CultureInfo.InvariantCulture))
            : throw new ArgumentException($"'{text}' is not <name>=<address>,<process id>.");
    }
}
