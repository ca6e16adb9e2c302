namespace Graph.Execution.Plans;

/// <summary>What is selected below a field, for each object type that it may turn out to have.</summary>
internal sealed class ObjectPlans
{
    private readonly Type[] _clrTypes;
    private readonly bool _isAbstract;

    /// <param name="plans">One for each possible type.</param>
    /// <param name="clrTypes">The record behind each.</param>
    /// <param name="isAbstract">Whether the field's type is an interface or a union: then the record tells which one it is.</param>
    public ObjectPlans(SelectionPlan[] plans, Type[] clrTypes, bool isAbstract)
    {
        Plans = plans;
        _clrTypes = clrTypes;
        _isAbstract = isAbstract;
        IsAhead = plans.Any(plan => plan.Ahead.Length > 0);
    }

    public SelectionPlan[] Plans { get; }

    /// <summary>Whether anything below has to be had before the response is written.</summary>
    public bool IsAhead { get; }

    /// <returns>The place in <see cref="Plans"/>; -1 for a record that is behind none of the types.</returns>
    public int IndexOf(object value)
    {
        if (!_isAbstract)
        {
            return 0;
        }

        var type = value.GetType();
        for (var i = 0; i < _clrTypes.Length; i++)
        {
            if (_clrTypes[i] == type)
            {
                return i;
            }
        }

        return -1;
    }
}
