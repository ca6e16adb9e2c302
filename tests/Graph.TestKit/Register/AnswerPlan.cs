namespace Graph.TestKit.Register;

/// <summary>What befalls one call.</summary>
/// <param name="Before">The wait before its answer is read.</param>
/// <param name="After">The wait between reading and sending: what is sent may be old by then.</param>
/// <param name="Failure">Null for none; otherwise the status, or 0 for a broken connection.</param>
internal readonly record struct AnswerPlan(TimeSpan Before, TimeSpan After, int? Failure)
{
    /// <summary>Half of the answers come at once; of the others a few are very slow.</summary>
    public static AnswerPlan Draw(Random random, RegisterOptions options, bool isRead)
    {
        var delay = random.Next(20) switch
        {
            < 10 => TimeSpan.Zero,
            < 16 => options.MaxDelay * (random.NextDouble() / 50),
            < 19 => options.MaxDelay * (random.NextDouble() / 5),
            _ => options.MaxDelay * random.NextDouble(),
        };
        var share = random.NextDouble();
        int? failure = isRead && random.Next(1000) < options.FailuresPerThousand ? random.Next(2) * 503 : null;
        return new AnswerPlan(delay * share, delay * (1 - share), failure);
    }
}
