using System.Collections;
using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Results;

namespace Graph.Execution.Plans;

/// <summary>What an operation costs, and whether it asks for more items than it may. Where no variable has a say, that is told once.</summary>
internal sealed class CostPlan
{
    private readonly CostField[] _fields;
    private readonly PreparedDocument _document;
    private readonly LimitOptions _limits;
    private readonly IReadOnlyList<GraphError>? _always;

    public CostPlan(CostField[] fields, PreparedDocument document, LimitOptions limits)
    {
        _fields = fields;
        _document = document;
        _limits = limits;
        _always = fields.Any(IsVariable) ? null : Judge([]);
    }

    /// <param name="arguments">Those that depend on variables.</param>
    /// <returns>Why the operation is refused; none when it may run.</returns>
    public IReadOnlyList<GraphError> Check(Arguments[] arguments) => _always ?? Judge(arguments);

    /// <summary>What it costs; what exceeds the limit counts as one more than that.</summary>
    public long Of(Arguments[] arguments)
    {
        List<GraphError>? errors = null;
        return CostOf(_fields, sized: null, sizedBy: 0, arguments, ref errors);
    }

    private static bool IsVariable(CostField field) => field.IsVariable || field.Below.Any(IsVariable);

    private IReadOnlyList<GraphError> Judge(Arguments[] arguments)
    {
        List<GraphError>? errors = null;
        var cost = CostOf(_fields, sized: null, sizedBy: 0, arguments, ref errors);
        if (errors is not null)
        {
            return ErrorList.Capped(errors, _limits.Errors);
        }

        return cost <= _limits.Cost
            ? []
            : [new GraphError(ErrorCodes.CostLimitExceeded,
                $"The operation costs more than {_limits.Cost} ({LimitOptions.SectionName}:{nameof(_limits.Cost)}): select less, or ask for fewer items.")];
    }

    /// <param name="fields">What is selected of one parent.</param>
    /// <param name="sized">The fields whose size the parent, a connection, says.</param>
    /// <param name="sizedBy">That size.</param>
    /// <param name="arguments">Those that depend on variables.</param>
    /// <param name="errors">Gets what asks for too much.</param>
    private long CostOf(CostField[] fields, IReadOnlyList<string>? sized, int sizedBy, Arguments[] arguments, ref List<GraphError>? errors)
    {
        var sum = 0L;
        foreach (var field in fields)
        {
            var asked = AskedFor(field, arguments, ref errors);
            var assumed = field.Size?.AssumedSize ?? _limits.AssumedListSize;
            var ownSize = sized is not null && sized.Contains(field.Name) ? sizedBy : assumed;
            var size = field.IsList ? asked ?? ownSize : 1;
            var below = field.IsList || field.Size is not { SizedFields.Count: > 0 } connection
                ? CostOf(field.Below, null, 0, arguments, ref errors)
                : CostOf(field.Below, connection.SizedFields, asked ?? assumed, arguments, ref errors);
            sum = Saturated(sum + Saturated(size * Saturated(field.Weight + below)));
        }

        return sum;
    }

    private int? AskedFor(CostField field, Arguments[] arguments, ref List<GraphError>? errors)
    {
        int? most = null;
        foreach (var (name, byDefault) in field.Slicing)
        {
            var given = field.Arguments is { } plan && plan.Of(arguments).TryGet(name, out var value) ? value : null;
            var asked = given switch
            {
                int number => number,
                ICollection items => items.Count,
                _ => byDefault,
            };
            if (asked < 0 || asked > _limits.ListItems)
            {
                (errors ??= []).Add(TooMany(field, name, asked.Value, isList: given is ICollection));
            }

            most = asked is null ? most : Math.Max(most ?? 0, asked.Value);
        }

        return most;
    }

    private GraphError TooMany(CostField field, string argument, int asked, bool isList)
    {
        var what = isList ? $"may have at most {_limits.ListItems} items, not {asked}" : $"must be from 0 to {_limits.ListItems}, not {asked}";
        return new GraphError(
            ErrorCodes.BadUserInput, $"Argument '{argument}' {what} (field '{field.Name}', {LimitOptions.SectionName}:{nameof(_limits.ListItems)}).")
        {
            Locations = [Locations.Of(_document.Ast, field.Node)],
        };
    }

    private long Saturated(long cost) => Math.Min(cost, (long)_limits.Cost + 1);
}
