using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>The checker itself, over histories made by hand: it finds each breach, and nothing in a history that is in order.
/// Times are seconds.</summary>
public abstract class HandMadeHistory
{
    protected const string Product = "product:1";
    protected const string List = "reviews:product:1";

    protected HandMadeHistory()
    {
        foreach (var key in (string[])[Product, List, "inventory:1"])
        {
            Write(key, 1, at: 0);
        }
    }

    internal ConsistencyChecker Checker { get; } = new(new CheckerOptions
    {
        Lag = TimeSpan.FromSeconds(10),
        Aftermath = TimeSpan.FromSeconds(2),
        MaxAge = (key, isAbsence) => key == "inventory:1" && !isAbsence ? TimeSpan.FromSeconds(5) : null,
    });

    protected static long At(double seconds) => CheckerOptions.Shift(0, TimeSpan.FromSeconds(seconds));

    protected void Started(string instance, double at) => Checker.Started(instance, At(at));

    protected void Write(string key, int number, double at) => Checker.Wrote(key, new Stamp(number, Exists: true, At(at)));

    protected void Delete(string key, int number, double at) => Checker.Wrote(key, new Stamp(number, Exists: false, At(at)));

    protected void Read(string instance, string key, int? version, double start, double end, string? position = null) =>
        Checker.Judge(new KeyRead(instance, key, version, At(start), At(end), position));

    protected void Acknowledge(string instance, string key, int state, double start, double end, string? position, bool isMutation = false) =>
        Checker.Acknowledge(new Acknowledgement(instance, key, state, At(start), At(end), position, isMutation));

    private protected void AssertOnly(Rule rule) =>
        Assert.True(Checker.Violations.Count == 1 && Checker.Violations.Of(rule) == 1, $"{Checker.Violations}");
}
