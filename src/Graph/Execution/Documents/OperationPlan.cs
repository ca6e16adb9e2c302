using Graph.Domains.Abstractions;
using Graph.Execution.Schema;

namespace Graph.Execution.Documents;

/// <summary>What an operation's selected fields alone say of it, whatever its variables and its viewer.</summary>
/// <param name="Guarded">The selected fields that ask something of their viewer.</param>
/// <param name="PrivateBy">The types and fields whose values are one viewer's own.</param>
internal sealed record OperationPlan(IReadOnlyDictionary<FieldCoordinate, AccessRule> Guarded, IReadOnlySet<string> PrivateBy)
{
    private static readonly Dictionary<FieldCoordinate, Failure> Nothing = [];

    /// <summary>Whether a selected field is one viewer's own: then no answer may be shared.</summary>
    public bool IsPrivate => PrivateBy.Count > 0;

    /// <summary>The selected fields that this viewer may not have.</summary>
    public IReadOnlyDictionary<FieldCoordinate, Failure> DeniedTo(Viewer? viewer)
    {
        var denied = Nothing;
        foreach (var (field, rule) in Guarded)
        {
            if (rule.Check(field, viewer) is { } failure)
            {
                denied = denied.Count == 0 ? [] : denied;
                denied.Add(field, failure);
            }
        }

        return denied;
    }
}
