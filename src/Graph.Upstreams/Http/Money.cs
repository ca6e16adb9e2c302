namespace Graph.Upstreams.Http;

internal sealed record Money(decimal Amount, string Currency)
{
    /// <summary>Scale 2 is kept, so that 12.50 is written with both its digits.</summary>
    public static Money OfMinor(long minor, string currency) =>
        new(new decimal((int)minor, (int)(minor >> 32), 0, false, 2), currency);

    public long ToMinor() => (long)decimal.Round(Amount * 100, MidpointRounding.AwayFromZero);
}
