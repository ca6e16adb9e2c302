using Graph.Domains.Abstractions;

namespace Graph.Caching;

/// <summary>A defect of a domain whose ids are secrets: its kind and place, without its message, which may hold an id
/// (as "the given key was not present" does).</summary>
internal sealed class HiddenDefect : Exception
{
    private readonly string? _stackTrace;

    private HiddenDefect(Exception defect)
        : base($"{defect.GetType()}; its message is left out, since it may hold a secret id") => _stackTrace = defect.StackTrace;

    public override string? StackTrace => _stackTrace;

    /// <summary>What may be logged of a defect.</summary>
    public static Exception Of(Source source, Exception defect) => source.HasSecretIds ? new HiddenDefect(defect) : defect;
}
