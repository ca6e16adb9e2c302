namespace Graph.Execution.Plans;

/// <summary>What is selected on one object type, with all fragments spread and equal fields merged.</summary>
internal sealed class SelectionPlan
{
    public SelectionPlan(string type, FieldPlan[] fields)
    {
        Type = type;
        Fields = fields;
        Ahead = [.. fields.Where(field => field.IsAhead)];
        for (var i = 0; i < Ahead.Length; i++)
        {
            Ahead[i].Column = i;
        }
    }

    /// <summary>The object type's name.</summary>
    public string Type { get; }

    /// <summary>In the response's order.</summary>
    public FieldPlan[] Fields { get; }

    /// <summary>The fields whose values are had before the response is written: those that are called, and those with such fields below.</summary>
    public FieldPlan[] Ahead { get; }

    /// <summary>How many fields are selected, those of all objects below included.</summary>
    public int CountFields() => Fields.Sum(field => 1 + (field.Objects?.Plans.Sum(below => below.CountFields()) ?? 0));
}
